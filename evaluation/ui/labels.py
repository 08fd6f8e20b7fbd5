"""The words of the evaluation tab in Chinese and English."""

from dataclasses import dataclass

from chatbot.settings import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word the tab says of its own; ``{}`` stands where a value goes."""

    tab: str
    new_run: str
    file: str
    bundled: str
    own: str
    upload: str
    split: str
    all: str
    run: str
    stop: str
    waiting: str
    reading: str
    progress: str
    left: str
    measuring: str
    stopped: str
    done: str
    fault: str
    no_file: str
    other_documents: str
    failed: str
    kept: str
    kept_none: str
    kept_where: str
    unreadable: str
    cases: str
    count: str
    open: str
    opened: str
    compare: str
    compared: str
    result_none: str
    median: str
    table: str
    kind: str
    no_kind: str
    more_measures: str
    meanings: str
    plots: str
    list: str
    show: str
    only_failed: str
    every_kind: str
    listed: str
    more_cases: str
    none_failed: str
    verdicts: dict[str, str]
    asked: str
    understood: str
    expected: str
    expected_refusal: str
    found: str
    missing: str
    reference: str
    answer: str
    refused: str
    evident: str
    quoted: str
    nothing_quoted: str
    comparison: str
    shared: str
    only_in: str
    measure: str
    difference: str
    interval: str
    star: str
    mended: str
    broken: str
    before: str
    after: str


LABELS: dict[Language, Labels] = {
    "zh": Labels(
        tab="评测",
        new_run="新的评测",
        file="题集",
        bundled="自带题集",
        own="上传题集",
        upload="拖入或点选 .jsonl 文件",
        split="部分",
        all="全部",
        run="开始评测",
        stop="停止",
        waiting="等待开始……",
        reading="正在读取题集……",
        progress="已完成 {} / {} 题",
        left="约剩 {} 秒",
        measuring="正在计算指标……",
        stopped="已停止，没有保留结果。",
        done="评测完成：{} 题，用时 {} 秒，已保存。",
        fault="无法评测",
        no_file="请先选择要上传的题集文件。",
        other_documents="自带题集针对自带的简报；若已收录其他文档，请上传自己的题集。",
        failed="程序出错，评测中断；详情见运行程序的终端。",
        kept="评测记录",
        kept_none="还没有评测记录。",
        kept_where="保存于 {}",
        unreadable="以下文件不是可读的评测记录，已跳过：",
        cases="{} 题",
        count="题数",
        open="打开",
        opened="当前",
        compare="与当前对比",
        compared="取消对比",
        result_none="开始评测，或打开一条评测记录，这里显示结果。",
        median="回答用时中位数 {} 毫秒，95% 低于 {} 毫秒",
        table="各类题目的指标",
        kind="类别",
        no_kind="未分类",
        more_measures="其余指标",
        meanings="指标的含义",
        plots="图表",
        list="题目",
        show="显示",
        only_failed="未通过",
        every_kind="所有类别",
        listed="共 {} 题，其中未通过 {} 题",
        more_cases="还有 {} 题未显示；可按类别筛选。",
        none_failed="没有这样的题目。",
        verdicts={
            "right": "通过",
            "missed": "缺少要点",
            "answered": "应拒答而未拒答",
            "refused": "误拒",
            "error": "无法提问",
        },
        asked="对话",
        understood="按此问题查找：{}",
        expected="要求",
        expected_refusal="应拒答：文档没有说明",
        found="有",
        missing="缺",
        reference="参考答案：{}",
        answer="回答",
        refused="拒答",
        evident="含依据",
        quoted="引文",
        nothing_quoted="没有引用原文。",
        comparison="对比",
        shared="两次评测共有的 {} 题",
        only_in="仅一次评测有的题目：先 {} 题，后 {} 题（不计入）",
        measure="指标",
        difference="差",
        interval="95% 区间",
        star="★ 区间不含 0，差别可信",
        mended="后一次新通过的题目（{}）",
        broken="后一次新失败的题目（{}）",
        before="先",
        after="后",
    ),
    "en": Labels(
        tab="Evaluation",
        new_run="New run",
        file="Cases",
        bundled="Bundled",
        own="Own file",
        upload="Drop a .jsonl file here, or choose one",
        split="Split",
        all="All",
        run="Run",
        stop="Stop",
        waiting="Waiting to start …",
        reading="Reading the cases …",
        progress="{} of {} cases",
        left="about {} s left",
        measuring="Measuring …",
        stopped="Stopped; nothing was kept.",
        done="Done: {} cases in {} s, kept.",
        fault="These cases cannot be run",
        no_file="Choose a file with cases first.",
        other_documents="The bundled cases are about the bundled briefing; "
        "if other documents are indexed, choose a file of your own.",
        failed="The program failed and the run ended; see the terminal it runs in.",
        kept="Kept runs",
        kept_none="No run has been kept yet.",
        kept_where="Kept in {}",
        unreadable="Skipped, as they are not reports that can be read:",
        cases="{} cases",
        count="cases",
        open="Open",
        opened="Open now",
        compare="Compare",
        compared="Stop comparing",
        result_none="Run some cases or open a kept run; its results appear here.",
        median="an answer takes {} ms (median), 95 % less than {} ms",
        table="Measures per kind",
        kind="kind",
        no_kind="no kind",
        more_measures="More measures",
        meanings="What the measures mean",
        plots="Plots",
        list="Cases",
        show="Show",
        only_failed="Failed",
        every_kind="Every kind",
        listed="{} cases, {} of them failed",
        more_cases="{} more are not shown; choose a kind to see fewer.",
        none_failed="No such cases.",
        verdicts={
            "right": "right",
            "missed": "lacks what is expected",
            "answered": "should have been refused",
            "refused": "wrongly refused",
            "error": "could not be asked",
        },
        asked="Conversation",
        understood="Searched as: {}",
        expected="Expected",
        expected_refusal="A refusal: the documents do not say",
        found="found",
        missing="missing",
        reference="Reference: {}",
        answer="Answer",
        refused="Refused",
        evident="evidence",
        quoted="Citations",
        nothing_quoted="Nothing is quoted.",
        comparison="Comparison",
        shared="{} cases that both runs asked",
        only_in="Asked in one run only, and not counted: {} in the first, {} in the second",
        measure="measure",
        difference="difference",
        interval="95 % interval",
        star="★ the interval leaves out 0: the difference is sure",
        mended="Right only in the second run ({})",
        broken="Right only in the first run ({})",
        before="first",
        after="second",
    ),
}
